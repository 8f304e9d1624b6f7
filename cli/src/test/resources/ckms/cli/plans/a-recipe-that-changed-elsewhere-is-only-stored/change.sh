sed -i 's/^\[hooks\]/[hooks]\npost_install = true/' usr/src/foo-1.0/ckms.ini
