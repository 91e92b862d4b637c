using System.Globalization;
using System.Text;

namespace CrossSell.Testing.Files;

/// <summary>Lines of comma-separated text: RFC 4180 quoting where a field needs it, LF, invariant numbers, ISO dates.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();
    private bool _atStart = true;

    public StringBuilder Text => _text;

    public CsvText Field(string? value)
    {
        Separate();
        if (value is null)
        {
            return this;
        }

        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            _text.Append(value);
        }
        else
        {
            _text.Append('"').Append(value.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        return this;
    }

    public CsvText Field(bool value) => Field(value ? "true" : "false");

    public CsvText Field(int value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public CsvText Field(decimal? value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public CsvText Field(double value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value:R}");
        return this;
    }

    public CsvText Field(DateOnly? value)
    {
        Separate();
        if (value is { } day)
        {
            _text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}");
        }

        return this;
    }

    public CsvText Field(DateTime value)
    {
        Separate();
        _text.Append(CultureInfo.InvariantCulture, $"{value:yyyy-MM-ddTHH:mm:ss}");
        return this;
    }

    public CsvText EndLine()
    {
        _text.Append('\n');
        _atStart = true;
        return this;
    }

    private void Separate()
    {
        if (!_atStart)
        {
            _text.Append(',');
        }

        _atStart = false;
    }
}
