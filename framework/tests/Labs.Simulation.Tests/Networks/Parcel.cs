using Labs.Framework;
using Labs.Simulation.Tests.Crashes;

namespace Labs.Simulation.Tests.Networks;

public sealed record Parcel(byte[] Values) : IRequest<Bytes>;
