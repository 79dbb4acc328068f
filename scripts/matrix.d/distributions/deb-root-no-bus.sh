title='.deb, root, without a session bus'
kind=deb who=root bus=no
