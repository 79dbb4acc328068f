. scripts/matrix.d/kwallet.sh
title='KWallet (kwalletd6)'
suites=(trixie)
packages+=(kwallet6 libqca-qt6-plugins)

version() { package_version kwallet6; }
start_provider() { start_kwallet kwalletd6; }
