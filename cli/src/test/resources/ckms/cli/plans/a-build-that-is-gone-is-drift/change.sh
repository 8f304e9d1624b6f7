rm -r var/lib/ckms/foo/1.0/6.1.0-1
