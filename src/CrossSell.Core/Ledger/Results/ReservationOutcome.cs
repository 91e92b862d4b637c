namespace CrossSell.Ledger;

/// <summary>What became of a request for a slot.</summary>
public enum ReservationOutcome
{
    /// <summary>The slot is taken; <see cref="Reservation.Contact"/> holds it.</summary>
    Accepted = 0,

    /// <summary>Refused; <see cref="Reservation.Admission"/> says why and until when.</summary>
    Refused = 1,

    /// <summary>The key stands for another request; nothing was done.</summary>
    IdempotencyConflict = 2,

    /// <summary>The key's contact was made, given back or bumped before; nothing was done, and nothing is to be sent.</summary>
    AlreadySettled = 3,

    /// <summary>Another request of the same all-or-nothing batch was refused; nothing was done.</summary>
    BatchRefused = 4,
}
