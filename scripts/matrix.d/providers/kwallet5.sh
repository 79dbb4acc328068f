. scripts/matrix.d/kwallet.sh
title='KWallet (kwalletd5)'
suites=(bookworm)
packages+=(kwalletmanager libqca-qt5-2-plugins)

version() { package_version libkwalletbackend5-5; }
start_provider() { start_kwallet kwalletd5; }
