"""Files between machines and from people: .tdkt packages, plain YAML and XLSX files. No SQL, no Qt."""
