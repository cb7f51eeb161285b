"""Files of every form as tables: CSV, workbooks, Parquet, JSON Lines."""
