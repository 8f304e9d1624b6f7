ckms add ROOT/usr/src/foo-1.0
ckms build foo=1.0 -k 6.1.0-1
ckms install foo=1.0 -k 6.1.0-1
mv usr/src/foo-1.0 usr/src/moved
