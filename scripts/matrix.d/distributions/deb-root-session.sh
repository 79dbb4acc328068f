title='.deb, root, in a session'
kind=deb who=root bus=yes
