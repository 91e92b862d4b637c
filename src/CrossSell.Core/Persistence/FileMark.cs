namespace CrossSell;

/// <summary>What a look at a model file sees without reading it.</summary>
/// <param name="Head">Its header in hexadecimal, with the checksum over all checksums: another one where the model is another.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Written">When it was last written, as exactly as the file system keeps it.</param>
internal readonly record struct FileMark(string Head, long Length, DateTime Written);
