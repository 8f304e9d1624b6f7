mkdir -p etc/ckms && printf "[ckms]\nmake_build_args = W=1\n" >etc/ckms/config.ini
