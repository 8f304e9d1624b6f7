sed -i 's/^build = /build = true; /' usr/src/foo-1.0/ckms.ini
