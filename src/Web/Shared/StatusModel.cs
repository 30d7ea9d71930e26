namespace Xtablo.Web.Shared;

/// <param name="Reference">Identifies the request in the log; shown only when the fault is the server's.</param>
/// <param name="Hosts">Set when the request was refused because of the host it was for.</param>
public sealed record StatusModel(int Status, string Reference, HostMismatch? Hosts);
