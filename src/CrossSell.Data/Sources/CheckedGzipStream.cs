using System.IO.Compression;

namespace CrossSell.Data;

/// <summary>Unpacks gzip, of one member or several, and refuses a file that is cut off.</summary>
/// <remarks>
/// <see cref="GZipStream"/> ends quietly where the packed bytes end, be it in the middle of the data. So a last member with a known text is put behind
/// the file's own bytes: only when everything before it was whole does its text come out at the end. That text is held back and never handed on.
/// </remarks>
internal sealed class CheckedGzipStream : ReadOnlyStream
{
    private static readonly byte[] Seal = "whole\u0001\u0002\u0003\u0004gzip\u0005\u0006\u0007"u8.ToArray();
    private static readonly byte[] PackedSeal = Pack(Seal);

    private readonly GZipStream _gzip;
    private readonly string _source;
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    public CheckedGzipStream(Stream packed, string source)
    {
        _source = source;
        _gzip = new GZipStream(new ChainedStream(packed, new MemoryStream(PackedSeal, writable: false)), CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _end - _start <= Seal.Length)
        {
            Fill();
        }

        int ready = _end - _start - (_ended ? 0 : Seal.Length);
        int count = Math.Min(ready, buffer.Length);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read;
        try
        {
            read = _gzip.Read(_buffer.AsSpan(_end));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }

        _end += read;
        if (read == 0)
        {
            if (_end < Seal.Length || !_buffer.AsSpan(_end - Seal.Length, Seal.Length).SequenceEqual(Seal))
            {
                throw Damaged(inner: null);
            }

            _end -= Seal.Length;
            _ended = true;
        }
    }

    private PurchaseFormatException Damaged(Exception? inner) =>
        new(new BadRow(_source, 0, null, null, "a whole gzip file; this one is cut off or damaged, so nothing of it is taken"), inner);

    private static byte[] Pack(byte[] text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }
}
