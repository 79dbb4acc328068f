title='archive, an ordinary user, in a session'
kind=archive who=ann bus=yes
