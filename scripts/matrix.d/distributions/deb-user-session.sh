title='.deb, an ordinary user, in a session'
kind=deb who=ann bus=yes
