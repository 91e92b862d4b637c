namespace CrossSell.Data;

/// <summary>Unpacks gzip on the way, known by its first two bytes and not by the file's name.</summary>
internal static class PackedSource
{
    /// <summary>The stream itself with its first bytes put back, or unpacked when it is gzip.</summary>
    public static Stream Unpack(Stream source, string sourceName)
    {
        // Two bytes tell gzip, but a byte order mark has up to four and must reach the decoder in one piece.
        byte[] magic = new byte[4];
        int read = source.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        bool packed = read >= 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        var whole = new ChainedStream(new MemoryStream(magic, 0, read, writable: false), source);
        return packed ? new CheckedGzipStream(whole, sourceName) : whole;
    }
}
