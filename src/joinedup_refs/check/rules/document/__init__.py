"""What stood in the text beside its words: leftover web-page text, lost line breaks."""
