sed -i '/"built"/,/}/s/: "[0-9a-f]*"/: "0"/' var/lib/ckms/.ckms/installed/foo@6.1.0-1-x86_64.json
