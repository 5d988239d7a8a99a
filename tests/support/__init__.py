"""What tests share: golden files and the guards every test runs under."""
