echo x >usr/src/foo-1.0/new.c
