import sodium from "libsodium-wrappers-sumo"; void sodium.ready;
