title='archive, root, without a session bus'
kind=archive who=root bus=no
