sed -i 's/^\[general\]/&\nnetwork = yes/' usr/src/foo-1.0/ckms.ini
