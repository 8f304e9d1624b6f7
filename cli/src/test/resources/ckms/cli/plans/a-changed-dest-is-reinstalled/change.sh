sed -i 's/^dest = extra/dest = updates/' usr/src/foo-1.0/ckms.ini
