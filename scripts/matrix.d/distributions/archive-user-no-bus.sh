title='archive, an ordinary user, without a session bus'
kind=archive who=ann bus=no
