title='.deb, an ordinary user, without a session bus'
kind=deb who=ann bus=no
