"""The only room with PDF, DOCX and XLSX writers: neutral blocks, page style as data, one blind writer per format."""
