namespace Tidings.Tests.Durability.Schedules;

/// <summary>An actor dies in the middle of its step; nobody but the schedule catches this.</summary>
sealed class ScheduleCrashException : Exception;
