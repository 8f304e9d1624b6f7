rm -r var/lib/ckms/foo
