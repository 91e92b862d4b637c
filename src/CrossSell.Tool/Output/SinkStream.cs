namespace CrossSell.Tool;

/// <summary>A sink for writers that want a stream. It never closes the sink.</summary>
internal sealed class SinkStream(Utf8Sink sink) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => sink.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => sink.Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // The target writes out what is buffered when the result is whole.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
