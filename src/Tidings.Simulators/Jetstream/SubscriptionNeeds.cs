namespace Tidings.Simulators;

/// <summary>What every subscription of a simulator shares.</summary>
/// <param name="Options">How the simulator behaves.</param>
/// <param name="History">What was played.</param>
/// <param name="Playhead">What plays.</param>
/// <param name="Clock">The time.</param>
/// <param name="Served">Told how many events were served.</param>
/// <param name="Stop">Cancelled when the simulator stops.</param>
sealed record SubscriptionNeeds(
    JetstreamSimulatorOptions Options, EventHistory History, Playhead Playhead, TimeProvider Clock,
    Action<long> Served, CancellationToken Stop);
