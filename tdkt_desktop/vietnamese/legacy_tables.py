"""The letters of the two old encodings, as data: where each Vietnamese letter stood before Unicode.

Both are shown as the letters Windows gives their bytes (code page 1252), because that is how a workbook or a Word file
keeps them: "®Þnh" is "định" in TCVN3, "ñònh" is the same word in VNI.
"""

VOWELS = "aăâeêioôơuưy"
TONES = (
    "\u0301\u0300\u0309\u0303\u0323"  # combining sắc, huyền, hỏi, ngã, nặng: the order of the tables below
)

# TCVN3 (ABC): one sign a letter. No capital vowel with a tone has a sign; fonts ending in H show small codes as capitals.
TCVN3_PLAIN = {"ă": "¨", "â": "©", "đ": "®", "ê": "ª", "ô": "«", "ơ": "¬", "ư": "\u00ad"}
TCVN3_CAPITALS = {"Ă": "¡", "Â": "¢", "Đ": "§", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦"}
TCVN3_TONED = {
    "a": "¸µ¶·¹",
    "ă": "¾»¼½Æ",
    "â": "ÊÇÈÉË",
    "e": "ÐÌÎÏÑ",
    "ê": "ÕÒÓÔÖ",
    "i": "Ý×ØÜÞ",
    "o": "ãßáâä",
    "ô": "èåæçé",
    "ơ": "íêëìî",
    "u": "óïñòô",
    "ư": "øõö÷ù",
    "y": "ýúûüþ",
}

# VNI: a base letter and a mark behind it; some letters are one sign. Capitals are the capitals of both.
VNI_BASE = {
    "a": "a",
    "ă": "a",
    "â": "a",
    "e": "e",
    "ê": "e",
    "o": "o",
    "ô": "o",
    "ơ": "ô",
    "u": "u",
    "ư": "ö",
    "y": "y",
}
VNI_PLAIN = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ă": "aê", "â": "aâ", "ê": "eâ", "ô": "oâ"}
VNI_SINGLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
VNI_SIMPLE_MARKS = "ùøûõï"
VNI_HAT_MARKS = "áàåãä"
VNI_BREVE_MARKS = "éèúüë"
