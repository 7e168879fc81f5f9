"""What every answer is shown with: numbers, text in columns, pages, pictures, folders. Names no answer."""
