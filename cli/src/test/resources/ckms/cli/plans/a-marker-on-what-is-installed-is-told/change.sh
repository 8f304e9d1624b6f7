mkdir -p lib/modules/6.1.0-1/ckms-disable/foo
touch lib/modules/6.1.0-1/ckms-disable/foo/1.0
