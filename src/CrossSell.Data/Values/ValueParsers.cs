using System.Globalization;

namespace CrossSell.Data;

/// <summary>How texts become dates and numbers.</summary>
internal sealed class ValueParsers(IReadOnlyCollection<string> dateFormats, CultureInfo? culture)
{
    public TimeParser Times { get; } = new(dateFormats, culture);

    public NumberParser Numbers { get; } = new(culture);
}
