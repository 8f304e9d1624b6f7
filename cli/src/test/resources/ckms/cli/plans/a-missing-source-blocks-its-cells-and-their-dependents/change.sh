mv usr/src/foo-1.0 away
