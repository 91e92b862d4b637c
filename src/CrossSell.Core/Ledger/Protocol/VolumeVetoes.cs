using System.Globalization;

namespace CrossSell.Ledger;

/// <summary>The codes of volumes: products and channels are volumes, money is a budget.</summary>
internal static class VolumeVetoes
{
    public static Veto Of(VolumeTake take, Volume? volume) => new()
    {
        Code = take.Key switch
        {
            var key when key.StartsWith("product:", StringComparison.Ordinal) => "VOL.PRODUCT",
            var key when key.StartsWith("channel:", StringComparison.Ordinal) => "VOL.CHANNEL",
            var key when key.StartsWith("budget:", StringComparison.Ordinal) => "BUD.BUDGET",
            _ => "VOL.OTHER",
        },
        Parameters =
        [
            new("volume", take.Key),
            new("period", take.Period),
            new("asked", take.Amount.ToString(CultureInfo.InvariantCulture)),
            new("left", volume is null ? "undefined" : Math.Max(0, volume.Cap - volume.Used).ToString(CultureInfo.InvariantCulture)),
        ],
        FixHint = volume is null ? "Define the volume before contacts take from it." : null,
    };
}
