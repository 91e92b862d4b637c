using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>How far a load has come.</summary>
/// <param name="Rows">Rows (for basket files: baskets) read so far.</param>
/// <param name="BytesRead">Bytes taken from the file so far, packed bytes when it is packed; 0 when the source does not say.</param>
/// <param name="TotalBytes">The file's length in the same bytes, or null when the source does not say.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LoadProgress(long Rows, long BytesRead, long? TotalBytes);
