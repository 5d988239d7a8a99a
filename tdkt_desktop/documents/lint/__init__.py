"""Reads a finished paper back and says where it departs from Decree 30/2020/NĐ-CP and the house rules."""
