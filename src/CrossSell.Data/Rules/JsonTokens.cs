using System.Text.Json;

namespace CrossSell.Data;

/// <summary>The tokens of a JSON text that is read in pieces: memory is that of the longest token, not of the text.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class JsonTokens(Stream stream, RuleFaults faults)
{
    private const int LongestToken = 1 << 24;
    private static readonly JsonReaderOptions s_options = new() { AllowMultipleValues = true, MaxDepth = 16 };

    private byte[] _buffer = new byte[1 << 16];
    private JsonReaderState _state = new(s_options);
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;
    private long _lines = 1;

    /// <summary>The kind of the token.</summary>
    public JsonTokenType Type { get; private set; }

    /// <summary>The text of a string or a property's name.</summary>
    public string? Text { get; private set; }

    /// <summary>The value of a number.</summary>
    public double Number { get; private set; }

    /// <summary>The line on which the token begins.</summary>
    public long Line { get; private set; }

    /// <summary>Goes to the next token.</summary>
    /// <exception cref="RuleFormatException">The text is no JSON.</exception>
    public bool Read()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
            try
            {
                if (reader.Read())
                {
                    Take(ref reader);
                    return true;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // A string that is no UTF-8 or half of a surrogate pair is told as an InvalidOperationException.
                throw faults.Fatal(LineAt((int)reader.TokenStartIndex), null, null, e is JsonException ? $"JSON, which this is not: {Reason(e)}" : "text that can be decoded", e);
            }

            if (_ended)
            {
                return false;
            }

            Fill();
        }
    }

    /// <summary>Passes over the value that begins with this token.</summary>
    public void Skip()
    {
        int depth = 0;
        do
        {
            depth += Type switch
            {
                JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                _ => 0,
            };
        }
        while (depth > 0 && Read());
    }

    private void Take(ref Utf8JsonReader reader)
    {
        Line = LineAt((int)reader.TokenStartIndex);
        Type = reader.TokenType;
        Text = Type is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        Number = Type == JsonTokenType.Number && reader.TryGetDouble(out double number) ? number : double.NaN;
        _state = reader.CurrentState;
        int consumed = (int)reader.BytesConsumed;
        _lines += _buffer.AsSpan(_start, consumed).Count((byte)'\n');
        _start += consumed;
    }

    private long LineAt(int offset) => _lines + _buffer.AsSpan(_start, Math.Clamp(offset, 0, _end - _start)).Count((byte)'\n');

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestToken)
            {
                throw faults.Fatal(_lines, null, null, FormattableString.Invariant($"texts of at most {LongestToken} bytes"));
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
        if (!_begun && _end >= 3)
        {
            _begun = true;
            _start = _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8) ? 3 : 0;
        }
    }

    private static string Reason(Exception e) =>
        e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and int cut ? e.Message[..cut].TrimEnd('.', ' ') : e.Message.TrimEnd('.');
}
