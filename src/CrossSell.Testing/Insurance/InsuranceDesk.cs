using CrossSell.Testing.Chance;

namespace CrossSell.Testing.Insurance;

/// <summary>Who sells by which channel. A sale has its own stream, keyed by customer and day, so that new products change no other sale.</summary>
internal static class InsuranceDesk
{
    private static readonly StreamName s_homeSeller = new("home-seller");
    private static readonly StreamName s_sale = new("sale");

    // Parts of 100, in the order of Channels.
    private static readonly int[] s_channelWeights = [42, 21, 25, 12];

    private const int Online = 2;

    public static IReadOnlyList<string> Channels { get; } = ["branch", "phone", "online", "broker"];

    public static IReadOnlyList<string> Sellers { get; } =
    [
        "Anna Größler", "Bernd Kühn", "Claudia Yıldız", "Dieter Möller", "Eva Schäfer", "Frank Weiß", "Gül Öztürk", "Hannes Jäger",
        "Inge Nowak", "Jürgen Brandt", "Katrin Lüders", "Lars Petersen",
    ];

    /// <summary>Seller (null online) and channel of the sale to customer <paramref name="number"/> on <paramref name="day"/>.</summary>
    public static (string? Seller, string Channel) SaleOn(ulong seed, int number, DateOnly day)
    {
        var stream = new SeededStream(seed, s_sale, number, day.DayNumber);
        int channel = stream.NextIndex(s_channelWeights);
        bool fromHome = stream.NextBelow(100) < 80;
        int other = stream.NextBelow(Sellers.Count);

        // Branches, brokers and the call centre are closed on Sundays.
        if (channel == Online || day.DayOfWeek == DayOfWeek.Sunday)
        {
            return (null, Channels[Online]);
        }

        int home = new SeededStream(seed, s_homeSeller, number).NextBelow(Sellers.Count);
        return (Sellers[fromHome ? home : other], Channels[channel]);
    }
}
