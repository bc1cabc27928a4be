"""JavaScript's values as Nunjucks templates meet them: texts, numbers, arrays, dates."""
