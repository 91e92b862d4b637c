namespace CrossSell.Data;

/// <summary>Streams read one after another as one. It does not own them.</summary>
internal sealed class ChainedStream(params Stream[] streams) : ReadOnlyStream
{
    private int _current;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        for (; _current < streams.Length; _current++)
        {
            int read = streams[_current].Read(buffer);
            if (read > 0)
            {
                return read;
            }
        }

        return 0;
    }
}
