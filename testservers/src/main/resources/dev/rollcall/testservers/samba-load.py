# samba-load.py CONF SAM LDIF: adds the entries of a file to a domain, straight into its database.
import sys

import samba.param
from samba.auth import system_session
from samba.samdb import SamDB

conf, sam, ldif = sys.argv[1:4]
lp = samba.param.LoadParm()
lp.load(conf)
# Without the batch mode each addition takes longer than the one before it.
db = SamDB(url=sam, session_info=system_session(lp), lp=lp, options=["batch_mode:1"])
with open(ldif, encoding="utf-8") as file:
    text = file.read()
db.transaction_start()
for count, (_, entry) in enumerate(db.parse_ldif(text), start=1):
    db.add(entry)
    if count % 1000 == 0:
        db.transaction_commit()
        db.transaction_start()
db.transaction_commit()
