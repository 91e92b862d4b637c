namespace CrossSell.Tool;

/// <summary>A page that shall be written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Texts">The page's language.</param>
internal sealed record PageRequest(string Path, PageTexts Texts);
