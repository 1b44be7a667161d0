"""The parts of gpu.py: run(sitting, found) does one, says what it finds as it goes,
and puts into found what belongs in the file."""
