title='archive, root, in a session'
kind=archive who=root bus=yes
