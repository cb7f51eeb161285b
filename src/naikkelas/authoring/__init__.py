"""What a rule author uses beside an editor: JSON Schemas that make the editor complete and check while typing."""
