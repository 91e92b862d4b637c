using System.Globalization;
using CrossSell.Ledger;

namespace ContactLimits;

/// <summary>How many requests got a slot, and how many did not.</summary>
internal sealed class Tally
{
    private int _accepted;
    private int _refused;

    public int Accepted => _accepted;

    public int Refused => _refused;

    public int Asked => _accepted + _refused;

    public void Count(Reservation reservation) => Interlocked.Increment(ref reservation.IsAccepted ? ref _accepted : ref _refused);

    /// <summary>One line, as one process tells another.</summary>
    public override string ToString() => $"{_accepted} {_refused}";

    public static Tally Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new Tally { _accepted = int.Parse(parts[0], CultureInfo.InvariantCulture), _refused = int.Parse(parts[1], CultureInfo.InvariantCulture) };
    }
}
