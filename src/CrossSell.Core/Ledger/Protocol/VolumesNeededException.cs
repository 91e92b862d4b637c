namespace CrossSell.Ledger;

/// <summary>A step met a contact that holds a volume which is not locked; nothing is written, and the step runs again with it.</summary>
internal sealed class VolumesNeededException(VolumeTake take) : Exception("A volume is needed that was not selected.")
{
    public VolumeKey Name { get; } = new(take.Key, take.Period);
}
