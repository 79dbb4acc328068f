. scripts/matrix.d/kwallet.sh
title='KWallet (kwalletd5)'
suites=(bookworm)
unlock_prompt=(Return)
transcripts=("${provider_transcripts[@]}")
packages+=(kwalletmanager libqca-qt5-2-plugins)

version() { package_version libkwalletbackend5-5; }
start_provider() { start_kwallet kwalletd5; }
