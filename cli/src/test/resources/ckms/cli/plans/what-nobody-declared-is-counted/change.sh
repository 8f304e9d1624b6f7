ckms add ROOT/usr/src/bar-1
ckms build bar=1 -k 6.1.0-1
ckms add ROOT/usr/src/baz-1
